package dev.letterbox.rest.conversation;

import dev.letterbox.api.conversation.DraftMessage;
import dev.letterbox.rest.message.RecipientView;
import java.util.List;

public record DraftView(
    Long replyTo,
    List<RecipientView> recipients,
    List<RecipientView> copies,
    String visitor,
    String subject,
    String message,
    List<String> problems) {

  static DraftView of(DraftMessage draft) {
    return new DraftView(
        draft.replyTo(),
        draft.recipients().stream().map(RecipientView::of).toList(),
        draft.copies().stream().map(RecipientView::of).toList(),
        draft.visitor(),
        draft.subject(),
        draft.body(),
        draft.problems());
  }
}
