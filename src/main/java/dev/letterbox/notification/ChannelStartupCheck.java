package dev.letterbox.notification;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.logging.Logger;

/** Logs at startup which channels there are. One with an invalid name stops the deployment. */
@Singleton
@Startup
@DependsOn("ApplicationStartup")
@TransactionManagement(TransactionManagementType.BEAN)
public class ChannelStartupCheck {

  private static final Logger LOG = Logger.getLogger(ChannelStartupCheck.class.getName());

  @Inject private ChannelRegistry channels;

  @PostConstruct
  void logChannels() {
    LOG.info(() -> "Notification channels: " + String.join(", ", channels.names()));
  }
}
