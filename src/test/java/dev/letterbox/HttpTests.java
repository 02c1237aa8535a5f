package dev.letterbox;

import dev.letterbox.rest.OpenApiDocumentTests;
import dev.letterbox.rest.WelcomePageTests;
import dev.letterbox.rest.account.SessionOverHttpTests;
import dev.letterbox.rest.admin.MaintenanceOverHttpTests;
import dev.letterbox.rest.admin.OutboxOverHttpTests;
import dev.letterbox.rest.admin.WebhooksOverHttpTests;
import dev.letterbox.rest.http.ConditionalRequestTests;
import dev.letterbox.rest.http.CsrfTests;
import dev.letterbox.rest.http.GeneratedInvalidInputTests;
import dev.letterbox.rest.http.IdempotencyKeyTests;
import dev.letterbox.rest.http.InvalidUrlTests;
import dev.letterbox.rest.http.RequestValidationTests;
import dev.letterbox.rest.http.RouteAccessTests;
import dev.letterbox.rest.message.BroadcastOverHttpTests;
import dev.letterbox.rest.message.FoldersOverHttpTests;
import dev.letterbox.rest.message.MailboxActionsOverHttpTests;
import dev.letterbox.rest.message.MessageListTests;
import dev.letterbox.rest.message.MessageReadingTests;
import dev.letterbox.rest.message.WritingOverHttpTests;
import dev.letterbox.rest.moderation.ModerationOverHttpTests;
import dev.letterbox.rest.notification.EventRouteTests;
import dev.letterbox.rest.notification.MailOverHttpTests;
import dev.letterbox.rest.notification.PreferencesOverHttpTests;

/** All tests over HTTP, the same for each server. */
interface HttpTests
    extends RouteAccessTests,
        MailboxActionsOverHttpTests,
        MailOverHttpTests,
        MaintenanceOverHttpTests,
        RequestValidationTests,
        InvalidUrlTests,
        GeneratedInvalidInputTests,
        ConditionalRequestTests,
        EventRouteTests,
        FoldersOverHttpTests,
        CsrfTests,
        MessageListTests,
        ModerationOverHttpTests,
        OutboxOverHttpTests,
        PreferencesOverHttpTests,
        MessageReadingTests,
        IdempotencyKeyTests,
        OpenApiDocumentTests,
        SessionOverHttpTests,
        BroadcastOverHttpTests,
        WebhooksOverHttpTests,
        WelcomePageTests,
        WritingOverHttpTests {}
