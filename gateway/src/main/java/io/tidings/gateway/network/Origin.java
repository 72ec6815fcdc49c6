package io.tidings.gateway.network;

/**
 * Where a request comes from, as far as it can be believed.
 *
 * @param address of the client, in digits
 * @param proto http or https, as the client spoke it
 */
public record Origin(String address, String proto) {}
