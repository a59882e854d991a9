//! A row a phenomenon of meaning: short reports, and what their words mark or do not.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at the first surprise")]

mod common;

use common::check;

#[test]
fn what_somebody_found_out_and_what_somebody_reported() {
    let rows = [
        (
            "what is found out after the trouble was known is what lies behind it",
            "# Outage of 4 May 2021\n\n09:10 Monitoring alerted the team\n09:30 Ada found that the job was created with the wrong owner\n10:00 Service restored\n",
            "detected 05-04 09:10; identified 05-04 09:30; mitigated 05-04 10:00",
        ),
        (
            "of several things found out before the end any may have told the cause",
            "# Outage of 4 May 2021\n\n09:10 Monitoring alerted the team\n09:30 Ada found that the job was created with the wrong owner\n09:40 We discovered that the owner had been renamed\n10:00 Service restored\n11:00 We learned that the backup was missing\n",
            "detected 05-04 09:10; identified 05-04 09:30/05-04 09:40; mitigated 05-04 10:00",
        ),
        (
            "a cause that is named counts before what was only found out",
            "# Outage of 4 May 2021\n\n09:10 Monitoring alerted the team\n09:30 Ada found that two pods were killed\n09:50 Root cause identified\n10:00 Service restored\n",
            "detected 05-04 09:10; identified 05-04 09:50; mitigated 05-04 10:00",
        ),
        (
            "prose that says when customers told of trouble does not say when it began",
            "4 May 2021\n\nAt 09:10 UTC a customer reported that the shop was not available. Service was restored at 10:00 UTC.\n",
            "detected 05-04 09:10; mitigated 05-04 10:00",
        ),
    ];
    check(&rows);
}
