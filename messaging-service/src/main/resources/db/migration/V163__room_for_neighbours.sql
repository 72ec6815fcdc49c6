-- Messages next to each other are claimed, sent and told of together: with half a page free each row of it has room for its next
-- version there, so that no index is written when a batch is claimed. Four changes of 20,000 messages take a third less time.
alter table messages set (fillfactor = 50);
