/** The OpenAPI document, and the comparison of responses with it. */
package dev.letterbox.testing.client.contract;
