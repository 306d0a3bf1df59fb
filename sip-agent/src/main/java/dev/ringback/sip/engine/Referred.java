package dev.ringback.sip.engine;

import dev.ringback.header.NameAddress;
import dev.ringback.header.address.ReferredBy;
import dev.ringback.message.SipRequest;
import dev.ringback.sip.Call;
import dev.ringback.sip.CallOptions;
import dev.ringback.sip.TransferRequest;
import dev.ringback.sip.UserAgent.Handler;
import dev.ringback.sip.ground.Ground;
import dev.ringback.transfer.FollowedReferral;
import dev.ringback.transfer.Referral;
import dev.ringback.transfer.ReferredCall;
import dev.ringback.uri.Uri;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A REFER that came, as the application sees it.
final class Referred implements TransferRequest {
    private final Ground ground;
    private final AgentSide side;
    private final Referral referral;
    private final AtomicBoolean decided = new AtomicBoolean();

    Referred(Ground ground, AgentSide side, Referral referral) {
        this.ground = ground;
        this.side = side;
        this.referral = referral;
    }

    /// Lets the application decide; what it leaves is declined.
    void handle(Handler<TransferRequest> handler) {
        try {
            handler.handle(this);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            ground.fault(e);
        } finally {
            decline();
        }
    }

    /// Declines it, where nothing was decided.
    void decline() {
        if (decided.compareAndSet(false, true)) {
            ground.run(_ -> referral.reject(603));
        }
    }

    @Override
    public SipRequest request() {
        return referral.request();
    }

    @Override
    public Uri target() {
        return referral.target().uri();
    }

    @Override
    public @Nullable String referredBy() {
        ReferredBy by = referral.referrer();
        return by == null ? null : by.toString();
    }

    @Override
    public Call accept() {
        decide();
        ReferredCall wanted = referral.call(side.profile().address());
        NameAddress target = NameAddress.of(wanted.uri());
        return side.starts()
                .call(
                        target,
                        CallOptions.defaults(),
                        new Calls.Order(
                                wanted::write,
                                () -> {
                                    FollowedReferral followed = referral.accept();
                                    return followed::happened;
                                }));
    }

    @Override
    public void reject(int status) {
        decide();
        ground.run(_ -> referral.reject(status));
    }

    private void decide() {
        if (!decided.compareAndSet(false, true)) {
            throw new IllegalStateException("it is decided already");
        }
    }
}
