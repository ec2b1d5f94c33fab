/**
 * Results for people and for machines: the table on the console, JUnit XML, one HTML page, JSON, and the exchanges as
 * files. Open {@link org.openvman.conformance.report.ConsoleReport} first.
 */
@NullMarked
package org.openvman.conformance.report;

import org.jspecify.annotations.NullMarked;
