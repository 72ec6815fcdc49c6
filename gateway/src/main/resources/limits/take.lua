-- Takes one token from every bucket, or none from any. KEYS: buckets of one tenant; ARGV: their rates, tokens a minute.
-- A bucket is the microsecond at which it is full again, counted from 2025-06-15 so that a double has digits left for
-- fractions; absent is full. Answers 1 or 0, then for each bucket the microseconds until it is full.
local time = redis.call('TIME')
local now = (tonumber(time[1]) - 1750000000) * 1000000 + tonumber(time[2])
local window = 60000000
local answer = {1}
for i, key in ipairs(KEYS) do
  local ahead = math.max(0, tonumber(redis.call('GET', key) or '0') - now)
  local step = window / tonumber(ARGV[i])
  if ahead + step > window + math.min(step / 2, 1000) then
    answer[1] = 0
  end
  answer[i + 1] = ahead
end
if answer[1] == 1 then
  for i, key in ipairs(KEYS) do
    local ahead = answer[i + 1] + window / tonumber(ARGV[i])
    redis.call('SET', key, string.format('%.4f', now + ahead), 'PX', math.ceil(ahead / 1000) + 1)
    answer[i + 1] = ahead
  end
end
return answer
