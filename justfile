# What CI runs.
ci:
    .ci/run

# A quick optimized program.
fast:
    cargo build --profile fast

# The examples of one rule.
rule id:
    cargo test --test examples -- {{id}}
