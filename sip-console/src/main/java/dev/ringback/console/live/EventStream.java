package dev.ringback.console.live;

import dev.ringback.console.api.Asked;
import dev.ringback.console.api.Fault;
import dev.ringback.console.door.Door;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells browsers what happens, as Server-Sent Events. Each has a virtual thread, which waits.
public final class EventStream {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final Duration PULSE = Duration.ofSeconds(10);
    private static final int MOST_CALLS = 50;
    private static final int USUAL_CALLS = 10;
    private static final byte[] RETRY = "retry: 3000\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] ALIVE = ": alive\n\n".getBytes(StandardCharsets.UTF_8);

    private final LiveView live;
    private final Door door;
    private final String program;

    /// @param live tells what happens
    /// @param door knows who may go on listening
    /// @param program the version of the program
    public EventStream(LiveView live, Door door, String program) {
        this.live = live;
        this.door = door;
        this.program = program;
    }

    /// Answers from now on.
    public void on(RoutesConfig routes) {
        routes.get("/api/v1/events", this::serve);
    }

    private void serve(Context context) throws IOException {
        Asked asked = new Asked(context);
        Listener.Wish wish =
                new Listener.Wish(
                        asked.number("callsPerSecond", USUAL_CALLS, 0, MOST_CALLS),
                        asked.idParameter("call"),
                        asked.parameter("newest").equals("true"));
        Listener listener = live.enter(wish, Thread.currentThread());
        if (listener == null) {
            throw new Fault(Fault.Kind.UNAVAILABLE, "Too many listen already.");
        }
        try {
            context.res().setContentType("text/event-stream");
            context.res().setCharacterEncoding("UTF-8");
            context.res().setHeader("X-Accel-Buffering", "no");
            tell(context, listener);
        } catch (IOException e) {
            LOG.debug("a browser listens no more: {}", e.toString());
            cut(context);
        } catch (InterruptedException _) {
            LOG.debug("a browser is told no more: {}", listener.ended());
            bye(context, listener);
        } finally {
            live.leave(listener);
        }
    }

    private void tell(Context context, Listener listener) throws IOException, InterruptedException {
        ServletOutputStream out = context.res().getOutputStream();
        Map<String, Object> hello = new LinkedHashMap<>();
        hello.put("version", program);
        hello.put("callsPerSecond", listener.wish().callsPerSecond());
        write(out, RETRY);
        write(out, Event.of("hello", hello).octets());
        while (listener.ended() == null) {
            Event event = listener.next(PULSE);
            if (!door.stays(context)) {
                listener.end("session", false);
            } else {
                write(out, event == null ? ALIVE : event.octets());
            }
        }
        bye(context, listener);
    }

    private static void write(ServletOutputStream out, byte[] octets) throws IOException {
        out.write(octets);
        out.flush();
    }

    /// Says why, to those who can still hear it.
    private static void bye(Context context, Listener listener) throws IOException {
        String reason = String.valueOf(listener.ended());
        if (reason.equals("slow")) {
            cut(context);
            return;
        }
        try {
            Event bye = Event.of("bye", Map.of("reason", reason));
            write(context.res().getOutputStream(), bye.octets());
        } catch (InterruptedIOException _) {
            cut(context);
        }
    }

    /// Nothing that was written and not taken matters any more.
    private static void cut(Context context) {
        ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }
}
