// reqwest: the field alone. There is no wait: the content follows at once, whatever the server says.
// Cargo.toml: reqwest with the feature "blocking".
use std::time::Duration;

const TARGET: &str = {{url}};
const METHOD: &str = {{method}};
const EXPECT: bool = {{on}}; // reqwest sends no Expect by itself

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = reqwest::blocking::Client::builder().timeout(Duration::from_secs(30)).build()?;
    let method = reqwest::Method::from_bytes(METHOD.as_bytes())?;
    let mut request = client.request(method, TARGET).body(vec![b'x'; {{size}}]);
    if EXPECT {
        request = request.header("expect", "100-continue");
    }
    println!("{}", request.send()?.status());
    Ok(())
}
