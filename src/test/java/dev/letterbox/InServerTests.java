package dev.letterbox;

import dev.letterbox.api.request.NoticesTests;
import dev.letterbox.blocking.BlockTests;
import dev.letterbox.conversation.DraftTests;
import dev.letterbox.conversation.RefusedReplyTests;
import dev.letterbox.conversation.ReplyRaceTests;
import dev.letterbox.conversation.ReplyTests;
import dev.letterbox.idempotency.IdempotencyRaceTests;
import dev.letterbox.idempotency.IdempotencyTests;
import dev.letterbox.mail.DigestTests;
import dev.letterbox.mail.MailTests;
import dev.letterbox.mailbox.ActionTests;
import dev.letterbox.mailbox.ConversationActionTests;
import dev.letterbox.mailbox.ConversationPageTests;
import dev.letterbox.mailbox.CursorPageTests;
import dev.letterbox.mailbox.FolderTests;
import dev.letterbox.mailbox.MailboxTests;
import dev.letterbox.mailbox.MessageReadTests;
import dev.letterbox.mailbox.PageTests;
import dev.letterbox.mailbox.RaceTests;
import dev.letterbox.mailbox.ReadStateTests;
import dev.letterbox.mailbox.SessionMessagesTests;
import dev.letterbox.mailbox.SettingsTests;
import dev.letterbox.mailbox.VisibilityTests;
import dev.letterbox.maintenance.CheckupTests;
import dev.letterbox.maintenance.CleanupTests;
import dev.letterbox.maintenance.CounterCheckTests;
import dev.letterbox.maintenance.ExportTests;
import dev.letterbox.maintenance.LeavingTests;
import dev.letterbox.maintenance.NightlyMaintenanceTests;
import dev.letterbox.maintenance.StartTests;
import dev.letterbox.message.BigBroadcastTests;
import dev.letterbox.message.FilterTests;
import dev.letterbox.message.TellingTests;
import dev.letterbox.message.TransactionTests;
import dev.letterbox.message.VisitorTests;
import dev.letterbox.message.WritingTests;
import dev.letterbox.model.PairRaceTests;
import dev.letterbox.model.SequenceTests;
import dev.letterbox.moderation.AutoModeratorTests;
import dev.letterbox.moderation.DecisionEventTests;
import dev.letterbox.moderation.ModerationQueueTests;
import dev.letterbox.moderation.ModerationTests;
import dev.letterbox.notification.ApprovalTests;
import dev.letterbox.notification.ClaimTests;
import dev.letterbox.notification.ContentsTests;
import dev.letterbox.notification.GatheredTests;
import dev.letterbox.notification.LeftBehindTests;
import dev.letterbox.notification.LiveTests;
import dev.letterbox.notification.NotificationTests;
import dev.letterbox.notification.OutboxTests;
import dev.letterbox.notification.PatienceTests;
import dev.letterbox.notification.PreferenceTests;
import dev.letterbox.notification.UnsubscribeTests;
import dev.letterbox.notification.WebhookFailureTests;
import dev.letterbox.notification.WebhookRuleTests;
import dev.letterbox.notification.WebhookTests;
import dev.letterbox.notification.WithdrawnTests;
import dev.letterbox.rest.FailingFilterTests;
import dev.letterbox.rest.IdempotentResourceTests;
import dev.letterbox.rest.LogInWaysTests;
import dev.letterbox.rest.OtherApplicationTests;
import dev.letterbox.rest.StalledClientTests;
import dev.letterbox.rest.StatementsOfRequestsTests;
import dev.letterbox.shared.ClockTests;
import dev.letterbox.shared.DataSourceTests;
import dev.letterbox.user.DirectoryTests;
import dev.letterbox.user.SessionTests;

/** All tests that run inside a server. */
interface InServerTests
    extends StartTests,
        CleanupTests,
        CheckupTests,
        CounterCheckTests,
        LeavingTests,
        ExportTests,
        NightlyMaintenanceTests,
        DataSourceTests,
        ClockTests,
        DirectoryTests,
        SessionTests,
        LogInWaysTests,
        WritingTests,
        FilterTests,
        ReplyTests,
        RefusedReplyTests,
        ReplyRaceTests,
        DraftTests,
        BlockTests,
        TellingTests,
        TransactionTests,
        MailboxTests,
        MessageReadTests,
        ActionTests,
        ConversationActionTests,
        PageTests,
        CursorPageTests,
        FolderTests,
        ConversationPageTests,
        ReadStateTests,
        VisibilityTests,
        SettingsTests,
        SessionMessagesTests,
        RaceTests,
        BigBroadcastTests,
        IdempotencyTests,
        IdempotencyRaceTests,
        IdempotentResourceTests,
        FailingFilterTests,
        NoticesTests,
        ModerationTests,
        ModerationQueueTests,
        AutoModeratorTests,
        DecisionEventTests,
        PreferenceTests,
        MailTests,
        DigestTests,
        UnsubscribeTests,
        ApprovalTests,
        VisitorTests,
        OtherApplicationTests,
        StatementsOfRequestsTests,
        LiveTests,
        StalledClientTests,
        OutboxTests,
        WithdrawnTests,
        ClaimTests,
        ContentsTests,
        PatienceTests,
        LeftBehindTests,
        GatheredTests,
        NotificationTests,
        WebhookTests,
        WebhookFailureTests,
        WebhookRuleTests,
        SequenceTests,
        PairRaceTests {}
