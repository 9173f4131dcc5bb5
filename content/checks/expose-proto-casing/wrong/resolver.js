require('node:dgram').createSocket('udp4').bind(5353);
require('node:net').createServer().listen(5353);
