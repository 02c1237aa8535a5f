/**
 * What an operator or application can replace or add, as CDI beans. Each interface is the smallest
 * one that does the work, and states thread, transaction and failure rules.
 */
package dev.letterbox.api.spi;
