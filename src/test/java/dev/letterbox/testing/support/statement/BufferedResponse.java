package dev.letterbox.testing.support.statement;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.function.Consumer;

/** A response that is sent after its request has been processed. */
final class BufferedResponse extends HttpServletResponseWrapper {

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final Consumer<HttpServletResponse> beforeSend;
  private final ServletOutputStream stream = new BufferedResponseStream(body);
  private PrintWriter writer;

  /**
   * @param beforeSend called with the response just before it is sent
   */
  BufferedResponse(HttpServletResponse response, Consumer<HttpServletResponse> beforeSend) {
    super(response);
    this.beforeSend = beforeSend;
  }

  void send() throws IOException {
    if (writer != null) {
      writer.flush();
    }
    if (!getResponse().isCommitted()) {
      beforeSend.accept((HttpServletResponse) getResponse());
    }
    if (body.size() > 0) {
      body.writeTo(getResponse().getOutputStream());
    }
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return stream;
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    if (writer == null) {
      writer = new PrintWriter(new OutputStreamWriter(stream, getCharacterEncoding()));
    }
    return writer;
  }

  @Override
  public void flushBuffer() {
    // only release sends
  }

  @Override
  public void reset() {
    super.reset();
    body.reset();
  }

  @Override
  public void resetBuffer() {
    super.resetBuffer();
    body.reset();
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    beforeSend.accept((HttpServletResponse) getResponse());
    super.sendError(status, message);
  }

  @Override
  public void sendError(int status) throws IOException {
    beforeSend.accept((HttpServletResponse) getResponse());
    super.sendError(status);
  }

  private static final class BufferedResponseStream extends ServletOutputStream {

    private final ByteArrayOutputStream body;

    BufferedResponseStream(ByteArrayOutputStream body) {
      this.body = body;
    }

    @Override
    public void write(int b) {
      body.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      body.write(bytes, offset, length);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new IllegalStateException("Not an asynchronous request");
    }
  }
}
