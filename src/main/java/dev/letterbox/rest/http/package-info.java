/**
 * What all resources share: filters, access rules, query parameters, pages and entity tags. It is
 * independent of areas; its sub-packages do not depend on it.
 */
package dev.letterbox.rest.http;
