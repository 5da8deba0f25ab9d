//! The counts as Prometheus reads them (text format 0.0.4).

use std::fmt::Write as _;

use crate::sandbox::journal::Counts;
use crate::sandbox::journal::counts::BUCKETS;

/// Every count. Labels are our own words: nothing of a request is among them.
pub(crate) fn metrics(counts: &Counts) -> String {
    let mut page = String::new();
    head(&mut page, "qetta_sandbox_requests_total", "counter", "Requests, by how they ended.");
    for ((provider, route, status), count) in &counts.requests {
        let route = route.map_or_else(|| "none".to_owned(), |route| route.to_string());
        let labels = format!("provider=\"{provider}\",route=\"{route}\",status=\"{status}\"");
        let _ = writeln!(page, "qetta_sandbox_requests_total{{{labels}}} {count}");
    }
    head(&mut page, "qetta_sandbox_violations_total", "counter", "Rules that were broken.");
    for broken in counts.violations() {
        let labels = format!("provider=\"{}\",rule=\"{}\"", broken.provider, broken.rule.id);
        let _ = writeln!(page, "qetta_sandbox_violations_total{{{labels}}} {}", broken.count);
    }
    head(&mut page, "qetta_sandbox_faults_total", "counter", "Faults that were played.");
    for (fault, count) in &counts.faults {
        let _ = writeln!(page, "qetta_sandbox_faults_total{{fault=\"{fault}\"}} {count}");
    }
    latency(&mut page, counts);
    page
}

fn latency(page: &mut String, counts: &Counts) {
    let name = "qetta_sandbox_request_duration_seconds";
    head(page, name, "histogram", "How long the sandbox took.");
    let mut so_far = 0;
    for (end, count) in BUCKETS.iter().zip(counts.latency) {
        so_far += count;
        let (seconds, micros) = (end / 1_000_000, end % 1_000_000);
        let fraction = format!("{seconds}.{micros:06}");
        let end = fraction.trim_end_matches('0').trim_end_matches('.');
        let _ = writeln!(page, "{name}_bucket{{le=\"{end}\"}} {so_far}");
    }
    let all: u64 = counts.latency.iter().sum();
    let _ = writeln!(page, "{name}_bucket{{le=\"+Inf\"}} {all}");
    let _ = writeln!(page, "{name}_sum {:.6}", counts.latency_sum.as_secs_f64());
    let _ = writeln!(page, "{name}_count {all}");
}

fn head(page: &mut String, name: &str, kind: &str, help: &str) {
    let _ = writeln!(page, "# HELP {name} {help}\n# TYPE {name} {kind}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::journal::tests::Heard;
    use crate::sandbox::testing::{Asking, TOSS_FORM};

    #[test]
    fn every_count_is_a_line_that_prometheus_reads() {
        let heard = Heard::new();
        heard.ask(Asking::form("/toss/token", TOSS_FORM));
        heard.ask(Asking::get("/toss/\"nowhere"));
        let page = metrics(&heard.journal.counts());
        for line in [
            r#"qetta_sandbox_requests_total{provider="toss",route="POST /toss/token",status="200"} 1"#,
            r#"qetta_sandbox_requests_total{provider="toss",route="none",status="404"} 1"#,
            r#"qetta_sandbox_violations_total{provider="toss",rule="R01"} 1"#,
            "# TYPE qetta_sandbox_request_duration_seconds histogram",
            r#"qetta_sandbox_request_duration_seconds_bucket{le="+Inf"} 2"#,
            "qetta_sandbox_request_duration_seconds_count 2",
        ] {
            assert!(page.lines().any(|written| written == line), "{line} is not in:\n{page}");
        }
        for end in ["0.0001", "0.00025", "0.001", "0.1", "1", "10"] {
            assert!(page.contains(&format!("le=\"{end}\"")), "{end}");
        }
        assert!(!page.contains("nowhere"));
    }
}
