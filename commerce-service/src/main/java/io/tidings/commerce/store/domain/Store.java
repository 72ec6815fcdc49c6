package io.tidings.commerce.store.domain;

import io.tidings.runtime.problem.Refusal;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** A shop of the tenant that sends us its orders by signed webhooks. */
@Entity
@Table(name = "stores")
public class Store {
    @EmbeddedId
    private StoreId id;

    @Column(name = "platform")
    private String platform;

    @Column(name = "name")
    private String name;

    @Column(name = "shop_domain")
    private String shopDomain;

    @Embedded
    private SealedSecret webhookSecret;

    @Column(name = "created_at")
    private Instant createdAt;

    @Version
    @Column(name = "version")
    private long version;

    /** For Hibernate. */
    protected Store() {}

    /** Connects a shop. @param shopDomain lower case */
    public Store(
            StoreId id,
            String platform,
            String name,
            String shopDomain,
            SealedSecret webhookSecret,
            Instant createdAt) {
        this.id = id;
        this.platform = platform;
        this.name = name;
        this.shopDomain = shopDomain;
        this.webhookSecret = webhookSecret;
        this.createdAt = createdAt;
    }

    public StoreId id() {
        return id;
    }

    public String platform() {
        return platform;
    }

    public String name() {
        return name;
    }

    public String shopDomain() {
        return shopDomain;
    }

    public SealedSecret webhookSecret() {
        return webhookSecret;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public long version() {
        return version;
    }

    /** The tenant has connected this shop already. */
    public static final class AlreadyConnected extends Refusal {
        public AlreadyConnected() {
            super(Kind.CONFLICT, "store.exists", "This shop is connected already");
        }
    }
}
