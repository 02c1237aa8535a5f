/** Requests with generated values, sent to the operations of an OpenAPI document. */
package dev.letterbox.testing.client.fuzzing;
