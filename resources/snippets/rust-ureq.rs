// ureq 3: with the field set it waits timeout_await_100 (1 s) for the 100, then sends the content.
// Cargo.toml: ureq 3.
use std::time::Duration;
use ureq::{http, Agent};

const TARGET: &str = {{url}};
const METHOD: &str = {{method}};
const EXPECT: bool = {{on}}; // ureq sends no Expect by itself

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let agent: Agent = Agent::config_builder()
        .timeout_await_100(Some(Duration::from_secs(1)))
        .http_status_as_error(false)
        .build()
        .into();
    let mut request = http::Request::builder().method(METHOD).uri(TARGET);
    if EXPECT {
        request = request.header("Expect", "100-continue");
    }
    println!("{}", agent.run(request.body(vec![b'x'; {{size}}])?)?.status());
    Ok(())
}
