package dev.drawbridge.core.internal.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the addresses of a name. The JDK's resolver outside of tests. */
@FunctionalInterface
interface NameLookup {

    InetAddress[] resolve(String host) throws UnknownHostException;
}
