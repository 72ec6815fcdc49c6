\set customer random(600000000, 699999999)
begin;
insert into orders (tenant_id, id, version, order_number, status, customer_name, customer_phone, total_amount, currency, order_date, created_at, updated_at) values ('01890a5d-ac96-774b-bcce-b302099a8057', uuidv7(), 0, gen_random_uuid(), 'pending', 'Ana', :customer, 5200, 'EUR', now(), now(), now()) returning id as order_id \gset
insert into order_lines (tenant_id, order_id, id, position, sku, product_name, quantity, unit_price) values ('01890a5d-ac96-774b-bcce-b302099a8057', :order_id, uuidv7(), 1, 'P-12', 'Peonies', 12, 250);
insert into order_lines (tenant_id, order_id, id, position, sku, product_name, quantity, unit_price) values ('01890a5d-ac96-774b-bcce-b302099a8057', :order_id, uuidv7(), 2, 'V-1', 'Vase', 1, 1900);
insert into order_lines (tenant_id, order_id, id, position, sku, product_name, quantity, unit_price) values ('01890a5d-ac96-774b-bcce-b302099a8057', :order_id, uuidv7(), 3, null, 'Card', 1, 300);
insert into outbox (tenant_id, id, topic, record_key, type, subject, occurred_at, payload) values ('01890a5d-ac96-774b-bcce-b302099a8057', uuidv7(), 'tidings.commerce', '01890a5d-ac96-774b-bcce-b302099a8057-order', 'io.tidings.commerce.order-placed.v1', :order_id, now(), '{"order_number":"1001","customer":{"name":"Ana","phone":"+34600000000"},"total_amount": 5200,"currency":"EUR","items":[{"product_name":"Peonies","quantity": 12},{"product_name":"Vase","quantity": 1},{"product_name":"Card","quantity": 1}]}');
commit;
