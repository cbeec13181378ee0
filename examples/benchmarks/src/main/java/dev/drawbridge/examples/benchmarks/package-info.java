/**
 * What Drawbridge costs: one load program and a few JMH benchmarks. The build compiles them and runs none.
 *
 * <p>{@link dev.drawbridge.examples.benchmarks.LoadProgram} starts PostgreSQL, the example host and a floor in processes of
 * their own, walks the public paths to apps with grants, and prints requests per second and CPU seconds per 1,000 requests
 * beside the budgets of the design. {@link dev.drawbridge.examples.benchmarks.LimitLoad} measures a guarded call with each limiter,
 * Drawbridge's and bucket4j's, on PostgreSQL and on Redis. For JMH are {@link
 * dev.drawbridge.examples.benchmarks.BearerCheck}, {@link dev.drawbridge.examples.benchmarks.GuardedCall}, {@link
 * dev.drawbridge.examples.benchmarks.LimiterDecision}, {@link dev.drawbridge.examples.benchmarks.PeerDecision} and {@link
 * dev.drawbridge.examples.benchmarks.UsageMetering}.
 *
 * <pre>{@code
 * mvn -q -DskipTests package
 * cp=examples/benchmarks/target/classes:$(cat examples/benchmarks/target/class-path)
 * java -cp "$cp" dev.drawbridge.examples.benchmarks.LoadProgram
 * java -cp "$cp" dev.drawbridge.examples.benchmarks.LoadProgram statements
 * java -cp "$cp" dev.drawbridge.examples.benchmarks.LimitLoad
 * java -cp "$cp" dev.drawbridge.examples.benchmarks.LimitLoad statements
 * java -cp "$cp" org.openjdk.jmh.Main
 * java -Xmx4g -cp "$cp" dev.drawbridge.examples.benchmarks.PeerDecision
 * }</pre>
 *
 * <p>After {@code mvn -q -DskipTests -Ppeer package} the run has a peer, Spring Authorization Server on the same PostgreSQL
 * under the same load; with the floor it tells what the figures are worth on another machine. Linux only, because CPU time is
 * read from {@code /proc}.
 */
@NullMarked
package dev.drawbridge.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
