//! What the world touches: routes, layers, doors, the command line.

pub mod accept;
pub mod assets;
pub mod clock;
pub mod command_line;
pub mod config;
pub mod door;
pub mod export;
pub mod layers;
pub mod live;
pub mod password;
pub mod render;
pub mod routes;
pub mod serve;
pub mod site;
pub mod token;
