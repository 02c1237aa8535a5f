/**
 * Cleanup, checkup and their schedule. The jobs decide order, batches and reports; the packages
 * that own the tables execute the statements. Owns {@code lb_task}.
 */
package dev.letterbox.maintenance;
