//! Starts what works beside the page.

fn main() {
    ascribe::web::serve();
}
