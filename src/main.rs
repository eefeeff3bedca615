//! Starts the page.

fn main() {
    yew::Renderer::<ascribe::web::App>::new().render();
}
