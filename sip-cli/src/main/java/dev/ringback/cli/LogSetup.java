package dev.ringback.cli;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.ringback.app.record.FailureLog;

/// Sets the logs up in code, which is faster than reading a file: one line an event on standard
/// error, from the level of the system property [#LEVEL] on.
public final class LogSetup extends ContextAwareBase implements Configurator {
    /// The system property that holds the level; `warn` when it is absent.
    static final String LEVEL = "ringback.log";

    /// The system property that holds the format: `json` or `logfmt`.
    static final String FORMAT = "ringback.log.format";

    /// It complains with stack traces of what whoever asks it is told as well.
    private static final String POOL = "com.zaxxer.hikari";

    private static final int QUEUE = 1_024;

    /// Made by Logback.
    public LogSetup() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        boolean json = "json".equals(System.getProperty(FORMAT));
        LayoutBase<ILoggingEvent> layout = json ? new LogObject() : new LogLine();
        layout.setContext(context);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(System.getProperty(LEVEL), Level.WARN));
        root.addAppender(console);
        if (root.getLevel().isGreaterOrEqual(Level.WARN)) {
            context.getLogger(POOL).setLevel(Level.OFF);
        } else {
            holdNobodyUp(context, console);
        }
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /// Failed requests are told by the threads that carry calls: they never wait for whoever reads
    /// standard error. What is too much for that is left out.
    private static void holdNobodyUp(
            LoggerContext context, ConsoleAppender<ILoggingEvent> console) {
        AsyncAppender queue = new AsyncAppender();
        queue.setContext(context);
        queue.setQueueSize(QUEUE);
        queue.setDiscardingThreshold(0);
        queue.setNeverBlock(true);
        queue.addAppender(console);
        queue.start();
        Logger failures = context.getLogger(FailureLog.class);
        failures.setAdditive(false);
        failures.addAppender(queue);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(queue::stop));
    }
}
