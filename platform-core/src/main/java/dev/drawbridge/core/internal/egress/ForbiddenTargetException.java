package dev.drawbridge.core.internal.egress;

import java.net.UnknownHostException;

/** A name resolves to an address that must not be reached. Ends the connection attempt before a socket is opened. */
final class ForbiddenTargetException extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    ForbiddenTargetException(String host) {
        super(host + " resolves to an address that is not public");
    }
}
