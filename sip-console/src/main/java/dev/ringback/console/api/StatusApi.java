package dev.ringback.console.api;

import dev.ringback.control.ControlCommand;
import dev.ringback.control.ControlRequest;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;

/// How the server is.
public final class StatusApi {
    private final ControlCommand status;

    /// @param status the command of the control socket that tells it
    public StatusApi(ControlCommand status) {
        this.status = status;
    }

    /// Answers from now on.
    public void on(RoutesConfig routes) {
        routes.get("/api/v1/status", this::tell);
    }

    private void tell(Context context) throws IOException {
        new Asked(context).answer(status.run(new ControlRequest("status"), _ -> {}));
    }
}
