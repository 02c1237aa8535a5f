/**
 * What other applications compile against: the services, their records and their exceptions. It is
 * published as {@code letterbox-<version>-api.jar}, requires the Jakarta EE API only, and imports
 * nothing else of Letterbox.
 *
 * <p>{@link dev.letterbox.api.MessageService} writes messages, {@link
 * dev.letterbox.api.MailboxService} reads them. The sub-packages contain the services of one area
 * each, {@code event} the CDI events, {@code spi} what an installation can add or replace.
 *
 * <p>Services are local EJBs, looked up as {@code java:global/letterbox/<simple name>!<qualified
 * name>}. Input records are immutable and built fluently: each method returns a changed copy.
 * Collections are never null and contain no null. A component that may be null says so. Times are
 * UTC with microseconds.
 *
 * <p>All errors are {@link dev.letterbox.api.LetterboxException}s.
 */
package dev.letterbox.api;
