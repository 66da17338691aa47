//! Past incidents from a spreadsheet (upload, say what each column means, see what will
//! happen, confirm), and a postmortem from Markdown.

mod arriving;
mod asked;
mod batch;
mod columns;
mod mapping;
mod preview;
mod upload;

pub use arriving::ArrivingPage;
pub use batch::BatchPage;
pub use mapping::MappingPage;
pub use upload::UploadPage;
