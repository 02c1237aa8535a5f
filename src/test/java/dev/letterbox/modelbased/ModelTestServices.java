package dev.letterbox.modelbased;

import dev.letterbox.api.conversation.BlockService;
import dev.letterbox.api.conversation.ConversationService;
import dev.letterbox.api.maintenance.MaintenanceService;
import dev.letterbox.api.moderation.ModerationService;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.CDI;

/** Services that only model-based tests use. */
@ApplicationScoped
public class ModelTestServices {

  @EJB private ConversationService conversations;
  @EJB private ModerationService moderation;
  @EJB private BlockService blocks;
  @EJB private MaintenanceService maintenance;

  static ModelTestServices get() {
    return CDI.current().select(ModelTestServices.class).get();
  }

  ConversationService conversations() {
    return conversations;
  }

  ModerationService moderation() {
    return moderation;
  }

  BlockService blocks() {
    return blocks;
  }

  MaintenanceService maintenance() {
    return maintenance;
  }
}
