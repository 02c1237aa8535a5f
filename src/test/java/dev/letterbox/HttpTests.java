package dev.letterbox;

import dev.letterbox.cli.CommandLineTests;
import dev.letterbox.rest.AccessTests;
import dev.letterbox.rest.ActionsOverHttpTests;
import dev.letterbox.rest.BadAddressTests;
import dev.letterbox.rest.BadInputTests;
import dev.letterbox.rest.EntityTagTests;
import dev.letterbox.rest.EventTests;
import dev.letterbox.rest.FoldersOverHttpTests;
import dev.letterbox.rest.ForgeryTests;
import dev.letterbox.rest.GeneratedBadInputTests;
import dev.letterbox.rest.ListTests;
import dev.letterbox.rest.MailOverHttpTests;
import dev.letterbox.rest.MaintenanceOverHttpTests;
import dev.letterbox.rest.ModerationOverHttpTests;
import dev.letterbox.rest.OutboxOverHttpTests;
import dev.letterbox.rest.PreferencesOverHttpTests;
import dev.letterbox.rest.ReadingTests;
import dev.letterbox.rest.SendingAgainTests;
import dev.letterbox.rest.ServedDocumentTests;
import dev.letterbox.rest.SessionOverHttpTests;
import dev.letterbox.rest.TellingOverHttpTests;
import dev.letterbox.rest.WebhooksOverHttpTests;
import dev.letterbox.rest.WelcomePageTests;
import dev.letterbox.rest.WritingOverHttpTests;

/** All tests over HTTP, the same for each server. */
interface HttpTests
    extends AccessTests,
        ActionsOverHttpTests,
        CommandLineTests,
        MailOverHttpTests,
        MaintenanceOverHttpTests,
        BadInputTests,
        BadAddressTests,
        GeneratedBadInputTests,
        EntityTagTests,
        EventTests,
        FoldersOverHttpTests,
        ForgeryTests,
        ListTests,
        ModerationOverHttpTests,
        OutboxOverHttpTests,
        PreferencesOverHttpTests,
        ReadingTests,
        SendingAgainTests,
        ServedDocumentTests,
        SessionOverHttpTests,
        TellingOverHttpTests,
        WebhooksOverHttpTests,
        WelcomePageTests,
        WritingOverHttpTests {}
