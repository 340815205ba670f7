-- wrk: the requests of a file in turn, one a line: path, headers, body, parted by tabs.
-- Arguments: the file, the status every answer must have, and "once" if none may be sent again.

local threads = {}
requests, position, once, expected = {}, 0, false, 200
failed, example = 0, ""

function setup(thread)
  threads[#threads + 1] = thread
end

function init(args)
  expected, once = tonumber(args[2]), args[3] == "once"
  for line in io.lines(args[1]) do
    local path, headers, body = line:match("^([^\t]*)\t([^\t]*)\t(.*)$")
    local named = {}
    for name, value in headers:gmatch("([^:;]+): ([^|]*)|") do
      named[name] = value
    end
    local posts = body ~= ""
    requests[#requests + 1] = wrk.format(posts and "POST" or "GET", path, named, posts and body or nil)
  end
end

function request()
  position = position + 1
  if position > #requests then
    if once then
      example = "no request left"
      failed = failed + 1
    end
    position = 1
  end
  return requests[position]
end

function response(status, headers, body)
  if status ~= expected then
    failed = failed + 1
    example = tostring(status)
  end
end

function done(summary, latency, _)
  local failures, status = 0, ""
  for _, thread in ipairs(threads) do
    failures = failures + thread:get("failed")
    status = status .. thread:get("example")
  end
  local broken = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format(
    '\n{"requests": %d, "microseconds": %d, "p95_microseconds": %d, "failed": %d, "example": "%s"}\n',
    summary.requests, summary.duration, latency:percentile(95), failures + broken, status))
end
