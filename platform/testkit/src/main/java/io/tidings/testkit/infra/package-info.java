/** PostgreSQL and Kafka for a module's tests: as processes, or as containers where Docker is. */
@NullMarked
package io.tidings.testkit.infra;

import org.jspecify.annotations.NullMarked;
