/** Messages, broadcasts and notices over REST. */
package dev.letterbox.rest.message;
