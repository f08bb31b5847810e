//! Makes sure that the folder of built pages exists, so that `include_dir!` compiles in a clone
//! where the pages were not built yet. `serve` refuses to start without pages.

fn main() {
    let dist = std::path::Path::new("web/dist");
    if !dist.exists()
        && let Err(error) = std::fs::create_dir_all(dist)
    {
        println!("cargo::warning=cannot create web/dist: {error}");
    }
    println!("cargo::rerun-if-changed=web/dist");
    println!("cargo::rerun-if-changed=build.rs");
}
