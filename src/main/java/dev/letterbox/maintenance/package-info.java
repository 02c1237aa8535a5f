/**
 * Cleanup, checkup and their timers. The jobs decide order, batches and reports; the packages that
 * own the tables execute the statements. Owns {@code lb_task}.
 *
 * <ul>
 *   <li>{@code DailyMaintenanceTimer}, once a day on one node: {@code Cleanup} deletes
 *       conversations that all of their users deleted, and with {@code DeadLetterCleanup} dead
 *       notifications; {@code Checkup} reports inconsistencies.
 *   <li>{@code ExpiryTimer}, every five minutes on each node: deletes expired sessions, messages of
 *       ended sessions, and expired idempotency keys.
 * </ul>
 */
package dev.letterbox.maintenance;
