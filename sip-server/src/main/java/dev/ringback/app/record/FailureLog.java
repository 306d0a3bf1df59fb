package dev.ringback.app.record;

import dev.ringback.callflow.why.Reasons;
import dev.ringback.cause.Cause;
import dev.ringback.cause.CauseGraph;
import dev.ringback.header.dialog.CSeq;
import dev.ringback.stack.Notice;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs each request that fails here, at level info: its method, the status, the kind of the cause,
/// and the Call-ID by which `ringback why` tells the rest. Any thread.
public final class FailureLog implements Consumer<Notice> {
    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);

    /// The log.
    public FailureLog() {}

    @Override
    public void accept(Notice notice) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        switch (notice) {
            case Notice.Answered(var response, var causes)
                    when response.status() >= 400 && !asksForProof(causes.decisive()) ->
                    log(response.cSeq(), response.status(), causes, response.callId());
            case Notice.LeftUnanswered(var request, var causes) ->
                    log(request.cSeq(), 0, causes, request.callId());
            default -> {}
        }
    }

    /// That somebody is asked who it is, is how every call begins.
    private static boolean asksForProof(Cause cause) {
        return cause instanceof Cause.Challenged(var _, var fault) && fault == null;
    }

    private static void log(CSeq cSeq, int status, CauseGraph causes, String callId) {
        LOG.atInfo()
                .addKeyValue("method", cSeq.method().name())
                .addKeyValue("status", status)
                .addKeyValue("cause", Reasons.of(causes.decisive()).kind())
                .addKeyValue("call-id", callId)
                .log("request failed");
    }
}
