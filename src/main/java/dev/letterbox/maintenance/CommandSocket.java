package dev.letterbox.maintenance;

import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Listens for commands at a socket file, which only the user of the server can open, on one thread;
 * one command is executed at a time. There is no port, and a server works without it as well.
 */
@Singleton
@Startup
@DependsOn("ApplicationStartup")
@TransactionManagement(TransactionManagementType.BEAN)
public class CommandSocket {

  private static final Logger LOG = Logger.getLogger(CommandSocket.class.getName());

  private static final long PATIENCE_MILLIS = 10_000;

  @Resource private ManagedThreadFactory threads;
  @Inject private Settings settings;
  @Inject private Commands commands;
  @Inject private TransactionBatches batches;

  private SocketFile file;
  private ServerSocketChannel server;
  private Thread thread;

  @PostConstruct
  void start() {
    String name = settings.get(Setting.MAINTENANCE_SOCKET);
    if (name.isEmpty()) {
      return;
    }
    Path path = Path.of(settings.get(Setting.DATA_FOLDER)).toAbsolutePath().resolve(name);
    if (!Files.isDirectory(path.getParent())) {
      LOG.fine(() -> "No maintenance from the command line: no folder " + path.getParent());
      return;
    }
    try {
      file = new SocketFile(path);
      server = file.open();
    } catch (IOException | UnsupportedOperationException e) {
      LOG.log(Level.WARNING, e, () -> "No maintenance from the command line, at " + path);
      return;
    }
    thread = threads.newThread(new CommandListener(server, commands::execute));
    thread.setName("letterbox-commands");
    thread.setDaemon(true);
    thread.start();
  }

  @PreDestroy
  void stop() {
    if (server == null) {
      return;
    }
    batches.stop();
    try {
      server.close();
      file.delete();
      thread.join(PATIENCE_MILLIS);
    } catch (IOException e) {
      LOG.log(Level.WARNING, e, () -> "Can't close the maintenance socket");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
