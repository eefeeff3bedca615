//! Starts the page.

fn main() {
    ascribe::web::start();
}
