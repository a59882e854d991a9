//! A row a phenomenon of status pages and of notices to customers: short texts, and the milestones that must be read.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at the first surprise")]

mod common;

use common::check;

#[test]
fn what_pages_and_notices_tell() {
    let rows = [
        (
            "a label on one line and its time on the next are one field",
            "Mail outage\n\nStart:\n2021-05-04 09:10\nEnd:\n2021-05-04 10:45\n",
            "started 05-04 09:10; mitigated 05-04 10:45",
        ),
        (
            "clock times with am and pm lend their half to one that lost it",
            "4 May 2021\n\n6:20 PM\n\nAt 5:40 the power failed. We apologise.\n\n8:05 PM\n\nPower is back. Thank you for your patience.\n",
            "started 05-04 17:40; communicated 05-04 18:20; mitigated 05-04 20:05",
        ),
        (
            "a list with the newest entry on top was posted",
            "4 May 2021\n\n11:30 All services are back.\n10:40 A part is being replaced.\n10:05 Mail is slow.\n",
            "communicated 05-04 10:05; resolved 05-04 11:30",
        ),
        (
            "entries that speak to customers were posted",
            "4 May 2021\n\n10:05 Mail is slow. We apologise for the inconvenience.\n10:40 A part is being replaced. Thank you for your patience.\n11:30 The service is back.\n",
            "communicated 05-04 10:05; mitigated 05-04 11:30",
        ),
        (
            "detected immediately is detected then",
            "On 4 May 2021 at 09:10 the website went down. It was detected immediately. At 09:40 the website was restored.\n",
            "started 05-04 09:10; detected 05-04 09:10; mitigated 05-04 09:40",
        ),
        (
            "within so long is at most so long after what was told before",
            "On 4 May 2021 at 09:10 the website went down. The site was restored within 30 minutes.\n",
            "started 05-04 09:10; mitigated 05-04 09:10/05-04 09:40",
        ),
        (
            "a time behind its statement is not the time of the clause before it",
            "On 4 May 2021 at 09:10 the website went down. With the cause identified, the website was restored at 09:40.\n",
            "started 05-04 09:10; mitigated 05-04 09:40",
        ),
        (
            "a window and a sentence that end the impact at unlike times span both",
            "Between 09:10 and 10:20 on 4 May 2021 users could not log in. Service was restored at 10:30.\n",
            "started 05-04 09:10; mitigated 05-04 10:20/05-04 10:30",
        ),
        (
            "losses inside a window are its episodes",
            "Between 09:10 and 10:20 on 4 May 2021 the site was down. The first outage began at 09:10 and service was restored at 09:20. The second outage began at 10:00.\n",
            "started 05-04 09:10; mitigated 05-04 10:20",
        ),
        (
            "a month named with its year gives the year of a day",
            "What we learned in May 2021\n\nFrom 09:10 to 10:20 on 4 May the site was down.\n",
            "started 05-04 09:10; mitigated 05-04 10:20",
        ),
        (
            "fully restored is said of the end of all",
            "4 May 2021\n\n09:10 The site went down\n10:20 Service was fully restored\n",
            "started 05-04 09:10; resolved 05-04 10:20",
        ),
        (
            "with most back, and later all, the impact was over for most",
            "4 May 2021\n\n09:10 The site went down\n09:50 Most sites are back online\n10:20 All services are back\n",
            "started 05-04 09:10; mitigated 05-04 09:50; resolved 05-04 10:20",
        ),
        (
            "by a time is a promise only of what is still ahead",
            "On 4 May 2021 at 09:10 the website went down. The website was back online by 09:40. A report will be ready by 18:00.\n",
            "started 05-04 09:10; mitigated 05-04 09:40",
        ),
    ];
    check(&rows);
}

#[test]
fn what_stories_tell_in_passing() {
    let rows = [
        (
            "what has been so since a time began then",
            "Library catalogue\n\nSince 08:30 on 4 May 2021 the catalogue has been unavailable.\n\nUpdate 4 May 2021 11:05: The catalogue is working again.\n",
            "started 05-04 08:30; mitigated 05-04 11:05",
        ),
        (
            "what calls itself an update was not the first news",
            "Mail\n\nUpdate 4 May 2021 11:05: Mail is working again. We apologise.\n\nUpdate 4 May 2021 10:15: A part is being replaced. We apologise.\n",
            "mitigated 05-04 11:05",
        ),
        (
            "where nothing tells a beginning, the first damage that prose tells is one",
            "The pump in the cooling plant failed at 14:05 on 4 May 2021. At 14:40 service was restored.\n",
            "started 05-04 14:05; mitigated 05-04 14:40",
        ),
        (
            "unless somebody noticed it then",
            "At 14:05 on 4 May 2021 a customer reported that the site was down. At 14:40 the site was restored.\n",
            "detected 05-04 14:05; mitigated 05-04 14:40",
        ),
        (
            "a sentence that begins with a day and its part is no entry of a log",
            "Tuesday morning, 4 May 2021, our site was slow. The outage began at 09:10. At 09:40 the site was restored.\n",
            "started 05-04 09:10; mitigated 05-04 09:40",
        ),
        (
            "a problem that is identified in the first entry was noticed, though its damage is told after it",
            "4 May 2021\n\n09:10 Problem is identified, two nodes are down\n09:40 Service restored\n",
            "detected 05-04 09:10; mitigated 05-04 09:40",
        ),
        (
            "an end and how long it lasted give the start",
            "On 4 May 2021 our API was unavailable for 50 minutes. Service was restored at 10:30 after we rolled back a change.\n",
            "started 05-04 09:40; mitigated 05-04 10:30",
        ),
        (
            "a part of the day counts where a time was told before it",
            "On 4 May 2021 at 09:10 the website went down. At 09:40 the website was restored. In the afternoon the issue was fully resolved.\n",
            "started 05-04 09:10; mitigated 05-04 09:40; resolved 05-04 12:00/05-04 18:00",
        ),
        (
            "where nobody is hit, the word over a post tells nothing but that it was posted",
            "Identified [04/05/2021 09:10]\n\nA fibre is cut, not service affecting. We are sorry.\n\nResolved [04/05/2021 11:30]\n\nThe fibre is spliced. Thank you for your patience.\n",
            "communicated 05-04 09:10; resolved 05-04 11:30",
        ),
        (
            "what stands before a colon may tell, and is no field then",
            "4 May 2021\n\n09:10\nThe site went down\n\n09:30\nRoot cause is clear: the disk is full\n\n09:40\nService restored\n",
            "started 05-04 09:10; identified 05-04 09:30; mitigated 05-04 09:40",
        ),
    ];
    check(&rows);
}
