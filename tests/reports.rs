//! The reports that programs read, each through a real reader of its format, on the sample articles and on hostile text
//! and file names. The HTML report is opened in a browser by `tests/html/run`.

#![expect(clippy::unwrap_used, reason = "what fails in a test's own work is a failure of the test")]

use mo_lint::report::checkstyle::Checkstyle;
use mo_lint::report::github::GitHub;
use mo_lint::report::gitlab::GitLab;
use mo_lint::report::html::Html;
use mo_lint::report::json::Json;
use mo_lint::report::jsonl::JsonLines;
use mo_lint::report::junit::JUnit;
use mo_lint::report::markdown::Markdown;
use mo_lint::report::rdjsonl::RdJsonLines;
use mo_lint::report::sarif::Sarif;
use mo_lint::report::{Reporter, render};
use mo_lint::{Diagnostic, Format, Linter, Rule, Source};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

/// A file name that means something to every format.
const NAME: &str = "a \"b\" <c>&'d'\n::error::\u{1b}[31m ]]> \u{202e}%2C,:{0}[x](y) @me #1\u{FFFD}.md";

/// A sentence that does, too.
const SENTENCE: &str = "The \"swelling\" <script>alert(1)</script> in the 'thigh' & hip ]]> is \u{1b}[31m warm, \u{202e} \
                        *red* [x](http://y) @me #1 %0A ::error:: and `painful` \u{9b} for weeks.";

static LINTER: LazyLock<Linter> = LazyLock::new(Linter::default);

type Checked = Vec<(Source, Vec<Diagnostic>)>;

fn checked(sources: Vec<Source>) -> Checked {
    let check = |source: Source| {
        let found = LINTER.check_article(&LINTER.read(source.clone()));
        (source, found)
    };
    sources.into_iter().map(check).collect()
}

static SAMPLES: LazyLock<Checked> = LazyLock::new(|| {
    let mut names: Vec<_> = fs::read_dir("corpus").unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    checked(names.iter().map(|path| source(path)).collect())
});

#[expect(clippy::disallowed_methods, reason = "tests read the sample articles")]
fn source(path: &Path) -> Source {
    let name = path.display().to_string();
    let format = Format::of_path(&name).unwrap();
    Source::from_bytes(name, fs::read(path).unwrap(), format).unwrap()
}

static HOSTILE: LazyLock<Checked> = LazyLock::new(|| {
    let text = format!("{SENTENCE} Rest helps.\n\n{SENTENCE}\n\nRest {SENTENCE}\n");
    let decoded = [text.as_bytes(), b"\n\nCaf\xE9 </pre>.\n"].concat();
    let hostile = checked(vec![
        Source::new(NAME, text, Format::Text),
        Source::from_bytes(format!("2{NAME}"), decoded, Format::Text).unwrap(),
        Source::new("clean <&\".md", "Gout hurts.\n", Format::Markdown),
    ]);
    assert!(hostile[0].1.iter().any(|found| !found.related.is_empty()), "both places are reported");
    hostile
});

fn sets() -> [&'static Checked; 2] {
    [&SAMPLES, &HOSTILE]
}

fn count(set: &Checked) -> usize {
    set.iter().map(|(_, found)| found.len()).sum()
}

fn sarif() -> Sarif {
    Sarif::new(LINTER.rules().map(Rule::meta))
}

#[expect(clippy::disallowed_methods, reason = "tests read schemas")]
fn schema(name: &str) -> jsonschema::Validator {
    let text = fs::read_to_string(Path::new("tests/schemas").join(name)).unwrap();
    // The published schema of SARIF has a bracket too many in the pattern of a language, which strict readers refuse.
    let text = text.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}?$");
    jsonschema::validator_for(&serde_json::from_str(&text).unwrap()).unwrap()
}

#[track_caller]
fn assert_valid(schema: &jsonschema::Validator, value: &Value) {
    let faults: Vec<_> = schema.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn sarif_fits_its_schema() {
    let schema = schema("sarif-2.1.0-rtm.5.json");
    for set in sets() {
        let report: Value = serde_json::from_str(&render(&sarif(), set)).unwrap();
        assert_valid(&schema, &report);
        let run = &report["runs"][0];
        let results = run["results"].as_array().unwrap();
        assert_eq!(results.len(), count(set));
        let described: BTreeSet<_> = run["tool"]["driver"]["rules"]
            .as_array()
            .unwrap()
            .iter()
            .map(|rule| rule["id"].as_str().unwrap())
            .collect();
        let prints: BTreeSet<_> = results.iter().map(|it| it["partialFingerprints"]["moLint/v1"].as_str()).collect();
        assert_eq!(prints.len(), results.len(), "no two findings have the same fingerprint");
        for (result, (source, found)) in
            results.iter().zip(set.iter().flat_map(|(source, found)| found.iter().map(move |it| (source, it))))
        {
            assert!(described.contains(result["ruleId"].as_str().unwrap()));
            assert_eq!(result["relatedLocations"].as_array().map_or(0, Vec::len), found.related.len());
            let place = &result["locations"][0]["physicalLocation"];
            assert_eq!(percent_decoded(place["artifactLocation"]["uri"].as_str().unwrap()), source.name);
            if let Some(snippet) = place["region"]["snippet"]["text"].as_str() {
                assert_eq!(snippet, &source.text[found.span.range()]);
            }
            assert_eq!(place["region"]["byteOffset"].is_null(), source.decoded);
        }
    }
    assert_valid(&schema, &serde_json::from_str(&render(&sarif(), &[])).unwrap());
}

#[test]
fn sarif_links_the_places_of_a_contradiction_and_no_others() {
    let report: Value = serde_json::from_str(&render(&sarif(), &HOSTILE)).unwrap();
    let results = report["runs"][0]["results"].as_array().unwrap();
    let linked = results.iter().find(|result| result["relatedLocations"].is_array()).unwrap();
    let message = linked["message"]["text"].as_str().unwrap();
    assert!(message.contains("](1)"), "{message}");
    for result in results {
        let message = result["message"]["text"].as_str().unwrap();
        assert!(!message.contains("x](http"), "{message}");
    }
}

#[test]
fn json_lines_are_the_diagnostics_of_the_json_report() {
    for set in sets() {
        let whole: Value = serde_json::from_str(&render(&Json, set)).unwrap();
        let lines = render(&JsonLines, set);
        let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(whole["diagnostics"].as_array().unwrap(), &lines);
    }
}

#[test]
fn rdjsonl_fits_what_reviewdog_reads() {
    let schema = schema("rdf-diagnostic.json");
    for set in sets() {
        let report = render(&RdJsonLines, set);
        assert_eq!(report.lines().count(), count(set));
        let found = set.iter().flat_map(|(source, found)| found.iter().map(move |it| (source, it)));
        for (line, (source, found)) in report.lines().zip(found) {
            let value: Value = serde_json::from_str(line).unwrap();
            assert_valid(&schema, &value);
            assert_eq!(value["location"]["path"], source.name.as_str());
            let start = &value["location"]["range"]["start"];
            let line = start["line"].as_u64().unwrap() as usize;
            let before: usize = source.text.split_inclusive('\n').take(line - 1).map(str::len).sum();
            if !source.text.contains('\r') {
                let column = start["column"].as_u64().unwrap() as usize;
                assert_eq!(before + column - 1, found.span.start as usize, "columns count bytes");
            }
        }
    }
}

#[test]
fn gitlab_has_what_its_widget_asks_for() {
    for set in sets() {
        let report: Value = serde_json::from_str(&render(&GitLab, set)).unwrap();
        let issues = report.as_array().unwrap();
        assert_eq!(issues.len(), count(set));
        let prints: BTreeSet<_> = issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
        assert_eq!(prints.len(), issues.len(), "GitLab drops a finding whose fingerprint it has seen");
        for issue in issues {
            for key in ["description", "check_name"] {
                assert!(!issue[key].as_str().unwrap().is_empty());
            }
            assert!(issue["location"]["lines"]["begin"].as_u64().unwrap() > 0);
            assert!(["minor", "major", "critical"].contains(&issue["severity"].as_str().unwrap()));
        }
    }
    assert_eq!(render(&GitLab, &[]), "[\n]\n");
}

/// Reads a line as GitHub's runner does: command, properties, message.
fn command(line: &str) -> (String, Vec<(String, String)>, String) {
    let (head, data) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
    let (name, properties) = head.split_once(' ').unwrap();
    let plain = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n");
    let property = |text: &str| plain(text).replace("%3A", ":").replace("%2C", ",").replace("%25", "%");
    let properties = properties.split(',').map(|pair| pair.split_once('=').unwrap());
    let properties = properties.map(|(key, value)| (key.to_owned(), property(value))).collect();
    (name.to_owned(), properties, plain(data).replace("%25", "%"))
}

#[test]
fn github_commands_are_read_back_by_the_runner() {
    for set in sets() {
        let report = render(&GitHub, set);
        assert_eq!(report.lines().count(), count(set), "one line for each, and no command that an article smuggled in");
        let found = set.iter().flat_map(|(source, found)| found.iter().map(move |it| (source, it)));
        for (line, (source, found)) in report.lines().zip(found) {
            assert!(!line.contains(|c: char| c.is_control()), "{line:?}");
            let (name, properties, message) = command(line);
            assert!(["error", "warning", "notice"].contains(&&*name));
            let keys: Vec<_> = properties.iter().map(|(key, _)| key.as_str()).collect();
            assert_eq!((keys[0], keys[1], keys[2], keys[keys.len() - 1]), ("file", "line", "endLine", "title"));
            assert_eq!(properties[0].1, source.name.replace(['\u{1b}', '\u{202e}'], "\u{FFFD}"));
            assert_eq!(properties[keys.len() - 1].1, format!("mo-lint: {}", found.rule));
            assert!(message.lines().count() > found.related.len());
        }
    }
}

/// A text as XML can hold it.
fn in_xml(text: &str) -> String {
    text.replace('\u{1b}', "\u{FFFD}")
}

#[test]
fn checkstyle_is_xml_that_reads_back() {
    for set in sets() {
        let report = render(&Checkstyle, set);
        let tree = roxmltree::Document::parse(&report).unwrap();
        let files: Vec<_> = tree.root_element().children().filter(roxmltree::Node::is_element).collect();
        let with_findings: Vec<_> = set.iter().filter(|(_, found)| !found.is_empty()).collect();
        assert_eq!(files.len(), with_findings.len());
        for (file, (source, found)) in files.iter().zip(with_findings) {
            assert_eq!(file.attribute("name").unwrap(), in_xml(&source.name));
            let errors: Vec<_> = file.children().filter(roxmltree::Node::is_element).collect();
            assert_eq!(errors.len(), found.len());
            for (error, found) in errors.iter().zip(found) {
                assert!(error.attribute("message").unwrap().starts_with(&in_xml(&found.message)));
            }
        }
    }
}

#[test]
fn junit_fits_its_schema() {
    for (index, set) in sets().into_iter().enumerate() {
        let report = render(&JUnit, set);
        let tree = roxmltree::Document::parse(&report).unwrap();
        let named = |name: &'static str| tree.descendants().filter(move |node| node.has_tag_name(name));
        assert_eq!(named("testsuite").count(), set.len());
        let clean = set.iter().filter(|(_, found)| found.is_empty()).count();
        assert_eq!(named("testcase").count(), count(set) + clean);
        let of = |key| tree.root_element().attribute(key).unwrap().parse::<usize>().unwrap();
        assert_eq!((of("tests"), of("failures")), (named("testcase").count(), named("failure").count()));
        assert_eq!(named("testsuite").next().unwrap().attribute("name").unwrap(), in_xml(&set[0].0.name));
        validate_by_xsd(&report, index);
    }
}

/// Has xmllint (Debian: libxml2-utils) hold a report against the schema; without it only says so.
#[expect(clippy::disallowed_methods, reason = "xmllint reads a file")]
#[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
fn validate_by_xsd(report: &str, index: usize) {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("junit-{index}.xml"));
    fs::write(&path, report).unwrap();
    let run = Command::new("xmllint").args(["--noout", "--schema", "tests/schemas/junit-10.xsd"]).arg(&path).output();
    match run {
        Ok(output) => assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr)),
        Err(error) => println!("skipped: JUnit was not held against its schema, xmllint: {error}"),
    }
}

#[test]
fn markdown_shows_text_and_nothing_else() {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    for set in sets() {
        let report = render(&Markdown, set);
        let mut shown = String::new();
        for event in Parser::new_ext(&report, Options::all()) {
            match event {
                Event::Html(html) | Event::InlineHtml(html) => assert_eq!(html.trim(), "<!-- -->"),
                Event::Start(tag @ (Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::Table(_))) => {
                    panic!("{tag:?}")
                }
                Event::Text(text) | Event::Code(text) => shown.push_str(&text),
                _ => {}
            }
        }
        for (_, found) in set {
            for one in found.iter().filter(|one| one.message.is_ascii() && !one.message.contains('\u{1b}')) {
                assert!(shown.contains(&*one.rule));
            }
        }
        assert!(!report.contains('\u{1b}'));
    }
}

#[test]
fn markdown_stays_within_a_comment() {
    let many: Checked = SAMPLES.iter().cycle().take(400).cloned().collect();
    let report = render(&Markdown, &many);
    assert!(report.len() < 65_536 && report.contains("more files do not fit here"), "{}", report.len());
}

#[test]
fn html_has_no_element_from_an_article() {
    let report = render(&Html::new(LINTER.rules().map(Rule::meta)), &HOSTILE);
    assert_eq!(report.matches("<script").count(), 1);
    assert_eq!(report.matches("</script").count(), 1);
    assert!(!report.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}'));
    assert!(report.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    for address in ["http:", "https:", "//", "url(", "@import"] {
        let own = report.replace("http://y", "").replace("  //", "");
        assert!(!own.contains(address), "{address}");
    }
}

#[test]
fn every_finding_of_a_sample_is_marked_in_place() {
    for (source, found) in SAMPLES.iter() {
        let part = Html::default().file(source, found);
        for (number, one) in (1..).zip(found) {
            assert_eq!(part.matches(&format!("-{number}\" tabindex=\"-1\" data-level")).count(), 1);
            assert_eq!(part.matches(&format!("-{number}-0\"></i>")).count(), 1, "{} {:?}", source.name, one);
        }
    }
}

#[test]
fn a_finding_of_very_many_places_is_shown_in_part() {
    let line = "Gout hurts , above all at night.\n\n";
    let checked = checked(vec![Source::new("a.md", format!("# Gout\n\n{}", line.repeat(50_000)), Format::Markdown)]);
    let most = checked[0].1.iter().map(|found| found.related.len()).max().unwrap();
    assert!(most > 40_000, "it is one finding: {most}");
    let html = render(&Html::new(LINTER.rules().map(Rule::meta)), &checked);
    let said = format!("and {} more places, not shown", most - 100);
    assert!(html.contains(&said), "what is left out is said");
    assert!(html.len() < 3 * checked[0].0.text.len() + 200_000, "{} bytes", html.len());
    for report in [render(&GitHub, &checked), render(&JUnit, &checked), render(&Checkstyle, &checked)] {
        assert!(report.contains(&said) && report.len() < 100_000, "{} bytes", report.len());
    }
    let json: Value = serde_json::from_str(&render(&Json, &checked)).unwrap();
    let all = json["diagnostics"].as_array().unwrap().iter().map(|one| one["related"].as_array().unwrap().len()).max();
    assert_eq!(all, Some(most), "programs get all");
}
