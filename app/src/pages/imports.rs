//! Past incidents from a spreadsheet (upload, say what each column means, see what will
//! happen, confirm), and a postmortem from Markdown. What every import has stands here, too.

mod arriving;
mod asked;
mod batch;
mod columns;
mod file;
mod mapping;
mod plan;
mod preview;
mod sort;
mod upload;
mod waiting;

pub use arriving::ArrivingPage;
pub use batch::BatchPage;
pub(in crate::pages) use file::{file, understood};
pub use mapping::MappingPage;
pub(in crate::pages) use plan::{next, rows, what_will_happen};
pub(in crate::pages) use sort::{CHANGES, importer};
pub use upload::UploadPage;
pub(in crate::pages) use waiting::{apart, asked as asked_upload, waiting};
