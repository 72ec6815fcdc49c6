package io.tidings.messaging.phonenumber.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.phonenumber.adapter.rest.NumberView.HealthView;
import io.tidings.messaging.phonenumber.application.ChangeAppSecret;
import io.tidings.messaging.phonenumber.application.EditNumber;
import io.tidings.messaging.phonenumber.application.NumberHealth;
import io.tidings.messaging.phonenumber.application.PhoneNumbers;
import io.tidings.messaging.phonenumber.application.RegisterNumber;
import io.tidings.messaging.phonenumber.application.RemoveNumber;
import io.tidings.messaging.phonenumber.application.RotateToken;
import io.tidings.messaging.phonenumber.domain.BusinessNumber;
import io.tidings.messaging.phonenumber.domain.BusinessNumber.Settings;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.web.Answers;
import io.tidings.runtime.web.Caller;
import io.tidings.runtime.web.Idempotency;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageQuery;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * The numbers a business speaks from. Refusals: {@code phone-number.not-found} 404, {@code phone-number.taken} 409
 * whoever has it. The access token is never shown again; it is replaced by {@code POST /{id}/access-token}; so it is with the
 * app secret.
 */
@Path("/api/v1/phone-numbers")
class PhoneNumberResource {
    private static final int USUAL_RATE = 80; // Meta's throughput of a new number

    /**
     * @param phoneNumberId Meta's id of the number
     * @param displayPhoneNumber how people see it
     * @param accessToken Meta's token for it
     * @param appSecret of the tenant's own app at Meta, which signs the number's webhooks; the installation's when absent
     * @param wabaId the WhatsApp business account it belongs to
     * @param portfolioId the business portfolio: numbers that share it know people by the same ids
     * @param messagesPerSecond what Meta allows it, 80 when absent
     */
    record RegisterRequest(
            @NotNull @Pattern(regexp = "[0-9]{5,32}") String phoneNumberId,

            @NotNull @Pattern(regexp = "\\+?[0-9][0-9 ()-]{4,30}")
            String displayPhoneNumber,

            @NotNull @Pattern(regexp = "[\\x21-\\x7e]{8,1024}")
            String accessToken,

            @Nullable @Pattern(regexp = "[\\x21-\\x7e]{16,256}")
            String appSecret,

            @Nullable @Pattern(regexp = "[0-9]{5,32}") String wabaId,
            @Nullable @Pattern(regexp = "[0-9]{5,32}") String portfolioId,
            @Nullable @Min(1) @Max(1000) Integer messagesPerSecond) {
        @Override
        public String toString() {
            return "RegisterRequest[" + phoneNumberId + "]";
        }
    }

    /**
     * Replaces what is said of a number; 80 messages a second when they are absent.
     *
     * @param status active or paused
     */
    record EditRequest(
            @NotNull @Pattern(regexp = "\\+?[0-9][0-9 ()-]{4,30}")
            String displayPhoneNumber,

            @Nullable @Pattern(regexp = "[0-9]{5,32}") String wabaId,
            @Nullable @Pattern(regexp = "[0-9]{5,32}") String portfolioId,
            @Nullable @Min(1) @Max(1000) Integer messagesPerSecond,
            @NotNull @Pattern(regexp = "active|paused") String status) {}

    record TokenRequest(
            @NotNull @Pattern(regexp = "[\\x21-\\x7e]{8,1024}")
            String accessToken) {
        @Override
        public String toString() {
            return "TokenRequest[]";
        }
    }

    record SecretRequest(
            @NotNull @Pattern(regexp = "[\\x21-\\x7e]{16,256}")
            String appSecret) {
        @Override
        public String toString() {
            return "SecretRequest[]";
        }
    }

    private final RegisterNumber registerNumber;
    private final EditNumber editNumber;
    private final RotateToken rotateToken;
    private final ChangeAppSecret changeAppSecret;
    private final RemoveNumber removeNumber;
    private final PhoneNumbers numbers;
    private final NumberHealth health;
    private final TenantTx tx;
    private final Idempotency idempotency;

    PhoneNumberResource(
            RegisterNumber registerNumber,
            EditNumber editNumber,
            RotateToken rotateToken,
            ChangeAppSecret changeAppSecret,
            RemoveNumber removeNumber,
            PhoneNumbers numbers,
            NumberHealth health,
            TenantTx tx,
            Idempotency idempotency) {
        this.registerNumber = registerNumber;
        this.editNumber = editNumber;
        this.rotateToken = rotateToken;
        this.changeAppSecret = changeAppSecret;
        this.removeNumber = removeNumber;
        this.numbers = numbers;
        this.health = health;
        this.tx = tx;
        this.idempotency = idempotency;
    }

    @POST
    @PermissionsAllowed("phone-numbers:write")
    public Uni<Response> register(@BeanParam Caller caller, @NotNull @Valid RegisterRequest body) {
        var command = new RegisterNumber.Command(
                caller.tenant(),
                body.phoneNumberId(),
                new Settings(
                        body.displayPhoneNumber(),
                        body.wabaId(),
                        body.portfolioId(),
                        Objects.requireNonNullElse(body.messagesPerSecond(), USUAL_RATE)),
                body.accessToken(),
                body.appSecret());
        return idempotency.once(
                caller,
                body,
                () -> registerNumber
                        .handle(command)
                        .map(number -> Answers.created(
                                "/api/v1/phone-numbers/" + number.id().value(),
                                NumberView.of(number, HealthView.UNKNOWN),
                                number.version())));
    }

    @GET
    @PermissionsAllowed("phone-numbers:read")
    public Uni<Page<NumberView>> list(@BeanParam Caller caller, @BeanParam PageQuery page) {
        var request = page.of(caller.tenant());
        return tx.run(
                request.tenant(),
                () -> numbers.list(request.tenant(), request)
                        .chain(found -> healths(request.tenant())
                                .map(healths -> new Page<>(
                                        found.items().stream()
                                                .map(number -> view(number, healths))
                                                .toList(),
                                        found.nextCursor()))));
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("phone-numbers:read")
    public Uni<Response> get(@BeanParam Caller caller, UUID id) {
        var tenant = caller.tenant();
        return tx.run(
                tenant,
                () -> numbers.byId(tenant, id)
                        .map(found -> found.orElseThrow(BusinessNumber.NotFound::new))
                        .chain(number -> healths(tenant).map(healths -> answer(number, healths))));
    }

    @PUT
    @Path("/{id}")
    @PermissionsAllowed("phone-numbers:write")
    public Uni<Response> edit(@BeanParam Caller caller, UUID id, @NotNull @Valid EditRequest body) {
        var settings = new Settings(
                body.displayPhoneNumber(),
                body.wabaId(),
                body.portfolioId(),
                Objects.requireNonNullElse(body.messagesPerSecond(), USUAL_RATE));
        return editNumber
                .handle(new EditNumber.Command(
                        caller.tenant(), id, settings, body.status().equals("paused"), caller::expectVersion))
                .chain(number -> answer(caller.tenant(), number));
    }

    /** Replaces the token; what is being sent at this moment still goes with the old one. */
    @POST
    @Path("/{id}/access-token")
    @PermissionsAllowed("phone-numbers:write")
    public Uni<Response> rotate(@BeanParam Caller caller, UUID id, @NotNull @Valid TokenRequest body) {
        return rotateToken
                .handle(new RotateToken.Command(caller.tenant(), id, body.accessToken()))
                .chain(number -> answer(caller.tenant(), number));
    }

    /** Gives it an app secret of its own, or another; the one before is accepted for 24 hours more. */
    @POST
    @Path("/{id}/app-secret")
    @PermissionsAllowed("phone-numbers:write")
    public Uni<Response> sign(@BeanParam Caller caller, UUID id, @NotNull @Valid SecretRequest body) {
        return changeAppSecret
                .handle(new ChangeAppSecret.Command(caller.tenant(), id, body.appSecret()))
                .chain(number -> answer(caller.tenant(), number));
    }

    /** Its webhooks are signed by the installation's app again. */
    @DELETE
    @Path("/{id}/app-secret")
    @PermissionsAllowed("phone-numbers:write")
    public Uni<Response> signAsInstallation(@BeanParam Caller caller, UUID id) {
        return changeAppSecret
                .handle(new ChangeAppSecret.Command(caller.tenant(), id, null))
                .chain(number -> answer(caller.tenant(), number));
    }

    @DELETE
    @Path("/{id}")
    @PermissionsAllowed("phone-numbers:write")
    public Uni<Response> remove(@BeanParam Caller caller, UUID id) {
        return removeNumber
                .handle(new RemoveNumber.Command(caller.tenant(), id))
                .replaceWith(() -> Response.noContent().build());
    }

    private Uni<Response> answer(TenantId tenant, BusinessNumber number) {
        return tx.run(tenant, () -> healths(tenant)).map(healths -> answer(number, healths));
    }

    private static Response answer(BusinessNumber number, Map<UUID, HealthView> healths) {
        return Answers.ok(view(number, healths), number.version());
    }

    private Uni<Map<UUID, HealthView>> healths(TenantId tenant) {
        return health.all(tenant)
                .map(all -> all.stream().collect(Collectors.toMap(NumberHealth.Known::number, HealthView::of)));
    }

    private static NumberView view(BusinessNumber number, Map<UUID, HealthView> healths) {
        return NumberView.of(number, healths.getOrDefault(number.id().value(), HealthView.UNKNOWN));
    }
}
