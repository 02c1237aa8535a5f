/**
 * What an installation can add or replace, as CDI beans in the same WAR. Each interface states its
 * threads, transactions and failures. {@link dev.letterbox.api.AutoModerator} is one of them, too.
 */
package dev.letterbox.api.spi;
