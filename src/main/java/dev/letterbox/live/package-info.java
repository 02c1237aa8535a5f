/** Live push: subscriptions to mailbox changes, and the exchange of changes between nodes. */
package dev.letterbox.live;
