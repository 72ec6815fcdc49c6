/**
 * PostgreSQL and Kafka as real processes on this machine, without Docker: what {@code ./tidings up} starts and what tests
 * run against. The processes may outlive the JVM that started them (the launcher) or die with it (tests); they are
 * recognised later by process id and start time together, so that a reused id is never touched.
 */
@NullMarked
package io.tidings.embedded;

import org.jspecify.annotations.NullMarked;
