/** Reading of JSON bodies, and the configuration of JSON-B. */
package dev.letterbox.rest.http.json;
