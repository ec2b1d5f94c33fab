package org.openvman.conformance.report;

import java.time.Instant;

/** What a report is about. */
public record ReportHeading(String suite, String target, Instant started) {}
