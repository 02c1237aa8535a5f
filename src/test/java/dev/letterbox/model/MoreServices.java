package dev.letterbox.model;

import dev.letterbox.api.BlockService;
import dev.letterbox.api.ConversationService;
import dev.letterbox.api.MaintenanceService;
import dev.letterbox.api.ModerationService;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.CDI;

/** The services that few other tests need. */
@ApplicationScoped
public class MoreServices {

  @EJB private ConversationService conversations;
  @EJB private ModerationService moderation;
  @EJB private BlockService blocks;
  @EJB private MaintenanceService maintenance;

  static MoreServices get() {
    return CDI.current().select(MoreServices.class).get();
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
