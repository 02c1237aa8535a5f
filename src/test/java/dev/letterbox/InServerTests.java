package dev.letterbox;

import dev.letterbox.account.SessionTests;
import dev.letterbox.account.UserDirectoryTests;
import dev.letterbox.api.request.RequestNoticesTests;
import dev.letterbox.block.BlockTests;
import dev.letterbox.conversation.DraftTests;
import dev.letterbox.conversation.InvalidReplyTests;
import dev.letterbox.conversation.ReplyConcurrencyTests;
import dev.letterbox.conversation.ReplyTests;
import dev.letterbox.idempotency.IdempotencyRaceTests;
import dev.letterbox.idempotency.IdempotencyServiceTests;
import dev.letterbox.live.MailboxSubscriptionTests;
import dev.letterbox.mail.DigestTests;
import dev.letterbox.mail.MailDeliveryTests;
import dev.letterbox.mailbox.ConversationActionTests;
import dev.letterbox.mailbox.ConversationPageTests;
import dev.letterbox.mailbox.CursorPageTests;
import dev.letterbox.mailbox.FolderTests;
import dev.letterbox.mailbox.InboxPageTests;
import dev.letterbox.mailbox.MailboxActionTests;
import dev.letterbox.mailbox.MailboxConcurrencyTests;
import dev.letterbox.mailbox.MailboxSettingsTests;
import dev.letterbox.mailbox.MailboxTests;
import dev.letterbox.mailbox.MessagesReadEventTests;
import dev.letterbox.mailbox.ReadStateTests;
import dev.letterbox.mailbox.SessionMessageCleanupTests;
import dev.letterbox.mailbox.SessionVisibilityTests;
import dev.letterbox.maintenance.CheckupTests;
import dev.letterbox.maintenance.CleanupTests;
import dev.letterbox.maintenance.CounterCheckTests;
import dev.letterbox.maintenance.NightlyMaintenanceTests;
import dev.letterbox.message.BroadcastTests;
import dev.letterbox.message.LargeBroadcastTests;
import dev.letterbox.message.MessageTransactionTests;
import dev.letterbox.message.MessageWriteTests;
import dev.letterbox.message.RecipientFilterTests;
import dev.letterbox.message.VisitorMessageTests;
import dev.letterbox.modelbased.ModelSequenceTests;
import dev.letterbox.modelbased.OperationRaceTests;
import dev.letterbox.moderation.AutoModeratorTests;
import dev.letterbox.moderation.ModerationEventTests;
import dev.letterbox.moderation.ModerationQueueTests;
import dev.letterbox.moderation.ModerationTests;
import dev.letterbox.notification.NotificationApprovalTests;
import dev.letterbox.notification.NotificationMessageTests;
import dev.letterbox.notification.NotificationTests;
import dev.letterbox.notification.PreferenceTests;
import dev.letterbox.notification.UnsubscribeLinkTests;
import dev.letterbox.notification.WithdrawalNotificationTests;
import dev.letterbox.outbox.DigestQueueTests;
import dev.letterbox.outbox.OutboxErasureTests;
import dev.letterbox.outbox.OutboxTests;
import dev.letterbox.outbox.worker.OutboxClaimTests;
import dev.letterbox.outbox.worker.SlowRecipientTests;
import dev.letterbox.privacy.UserErasureTests;
import dev.letterbox.privacy.UserExportTests;
import dev.letterbox.rest.OtherApplicationTests;
import dev.letterbox.rest.http.FailingFilterTests;
import dev.letterbox.rest.http.IdempotentResourceTests;
import dev.letterbox.rest.http.LoginMethodTests;
import dev.letterbox.rest.http.RequestStatementCountTests;
import dev.letterbox.rest.notification.StalledClientTests;
import dev.letterbox.shared.ClockTests;
import dev.letterbox.shared.jdbc.DataSourceTests;
import dev.letterbox.startup.StartupTests;
import dev.letterbox.webhook.WebhookDeliveryTests;
import dev.letterbox.webhook.WebhookFailureTests;
import dev.letterbox.webhook.WebhookValidationTests;

/** All tests that run inside a server. */
interface InServerTests
    extends StartupTests,
        CleanupTests,
        CheckupTests,
        CounterCheckTests,
        UserErasureTests,
        UserExportTests,
        NightlyMaintenanceTests,
        DataSourceTests,
        ClockTests,
        UserDirectoryTests,
        SessionTests,
        LoginMethodTests,
        MessageWriteTests,
        RecipientFilterTests,
        ReplyTests,
        InvalidReplyTests,
        ReplyConcurrencyTests,
        DraftTests,
        BlockTests,
        BroadcastTests,
        MessageTransactionTests,
        MailboxTests,
        MessagesReadEventTests,
        MailboxActionTests,
        ConversationActionTests,
        InboxPageTests,
        CursorPageTests,
        FolderTests,
        ConversationPageTests,
        ReadStateTests,
        SessionVisibilityTests,
        MailboxSettingsTests,
        SessionMessageCleanupTests,
        MailboxConcurrencyTests,
        LargeBroadcastTests,
        IdempotencyServiceTests,
        IdempotencyRaceTests,
        IdempotentResourceTests,
        FailingFilterTests,
        RequestNoticesTests,
        ModerationTests,
        ModerationQueueTests,
        AutoModeratorTests,
        ModerationEventTests,
        PreferenceTests,
        MailDeliveryTests,
        DigestTests,
        UnsubscribeLinkTests,
        NotificationApprovalTests,
        VisitorMessageTests,
        OtherApplicationTests,
        RequestStatementCountTests,
        MailboxSubscriptionTests,
        StalledClientTests,
        OutboxTests,
        WithdrawalNotificationTests,
        OutboxClaimTests,
        NotificationMessageTests,
        SlowRecipientTests,
        OutboxErasureTests,
        DigestQueueTests,
        NotificationTests,
        WebhookDeliveryTests,
        WebhookFailureTests,
        WebhookValidationTests,
        ModelSequenceTests,
        OperationRaceTests {}
